"""Years with a dash between are said in words; what only looks like years is left alone."""

import pytest

from inlegvel.render.jaren import in_woorden

WORDS = '2021<span class="iv-tm"><span> tot en met </span></span>2025'


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("<p>Ambitiekader 2021-2025.</p>", f"<p>Ambitiekader {WORDS}.</p>"),
        ("<p>(2021–2025)</p>", f"<p>({WORDS})</p>"),
        ("<p>2021 &ndash; 2025: meer</p>", f"<p>{WORDS}: meer</p>"),
        ("<p>Kader 2021&#45;2025</p>", f"<p>Kader {WORDS}</p>"),
        ("<title>Kader 2021-2025</title>", "<title>Kader 2021 tot en met 2025</title>"),
        (
            '<option value="2021-2025">2021-2025</option>',
            '<option value="2021-2025">2021 tot en met 2025</option>',
        ),
        (
            '<a href="/2021-2025/" title="2021-2025">x</a>',
            '<a href="/2021-2025/" title="2021 tot en met 2025">x</a>',
        ),
        (
            "<svg><title>2021-2025</title><text>2021-2025</text></svg>",
            "<svg><title>2021 tot en met 2025</title><text>2021 tot en met 2025</text></svg>",
        ),
    ],
)
def test_years_are_said_in_words(written: str, becomes: str) -> None:
    assert in_woorden(written) == becomes
    assert in_woorden(becomes) == becomes


@pytest.mark.parametrize(
    "text",
    [
        "<p>ambitiekader-2021-2025</p>",
        "<p>ambitiekader&#45;2021&#45;2025</p>",
        "<p>kader-2021-2025.csv en tabel 2021-2025.csv</p>",
        "<p>/groningen/2021-2025/ en 2021-2025/</p>",
        "<p>2022-02-16 en 2022-H1, 1 200-1 500 en 1000-1200</p>",
        "<p><code>2021-2025</code></p>",
        '<script>"2021-2025"</script>',
        "<!-- 2021-2025 -->",
        '<li id="2021-2025" data-jaar="2021-2025"></li>',
    ],
)
def test_what_is_no_text_about_years_stays(text: str) -> None:
    assert in_woorden(text) == text
