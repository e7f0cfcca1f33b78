"""The workflows: what they may do, and that their commands are those of the Makefile.

That they are valid is held by check-jsonschema, and that they are safe by zizmor (`make lint`).
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.publish.workflow import MAIN, WORKFLOWS, jobs, read, run_steps

FILES = sorted(WORKFLOWS.glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

# The official actions, each at a commit that was looked up, with the release that it is.
ACTIONS = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
}
# What each job may do; a job that is not here may do nothing.
PERMISSIONS = {
    "test": {"contents": "read"},
    "build": {"contents": "read"},
    "audit": {"contents": "read"},
    "deploy": {"pages": "write", "id-token": "write"},
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_official_actions_at_a_known_commit(path: Path) -> None:
    lines = re.findall(r"uses: (\S+?)@(\S+)(?: # (\S+))?$", path.read_text("utf-8"), re.MULTILINE)
    assert len(lines) == path.read_text("utf-8").count("uses:")
    for action, commit, release in lines:
        assert ACTIONS[action] == (commit, release)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nobody_may_do_more_than_they_need(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == PERMISSIONS[name]
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("name", jobs())
def test_every_command_is_one_of_the_makefile(name: str) -> None:
    """And no expression stands in a command: what GitHub fills in there is run as it is."""
    for step in run_steps(jobs()[name]):
        target = re.match(r"make (\w+)", step["run"])
        assert target, step["run"]
        assert re.search(rf"^{target[1]}:", MAKEFILE, re.MULTILINE)
        assert "${{" not in step["run"]


def test_the_workflow_does_all_that_must_pass_before_a_change_lands() -> None:
    """Tests in their own job; nothing is published before all of it has passed."""
    asked = re.findall(r"^step (make \w+)", CI, re.MULTILINE)
    assert asked[0] == "make test"
    done = {
        name: [re.match(r"make \w+", step["run"])[0] for step in run_steps(jobs()[name])]  # type: ignore[index]
        for name in ("test", "build")
    }
    assert done["test"] == ["make test"]
    assert [command for command in done["build"] if command in asked] == asked[1:]
    assert set(jobs()["deploy"]["needs"]) == {"test", "build"}


def test_only_main_is_published_and_a_publication_is_finished() -> None:
    job = jobs()["deploy"]
    assert f"github.ref == '{MAIN}'" in job["if"]
    assert "github.event_name != 'pull_request'" in job["if"]
    assert job["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    assert job["environment"]["name"] == "github-pages"
    whole = read(WORKFLOWS / "site.yml")["concurrency"]["cancel-in-progress"]
    assert whole == "${{ github.event_name == 'pull_request' }}"


def uploads(kind: str) -> dict[str, Any]:
    (found,) = [
        step for step in jobs()["build"]["steps"] if step.get("uses", "").startswith(f"{kind}@")
    ]
    return found


def test_reviewers_get_the_copy_for_a_disk_and_readers_the_site() -> None:
    assert uploads("actions/upload-artifact")["with"]["path"] == "schijf/"
    published = uploads("actions/upload-pages-artifact")
    assert published["with"]["path"] == "site/"
    assert published["if"] == f"github.ref == '{MAIN}'"


def test_the_ruleset_asks_for_the_jobs_by_their_names() -> None:
    """And for a second pair of eyes; what it asks can be imported on GitHub as it is."""
    ruleset = json.loads((ROOT / ".github" / "rulesets" / "main.json").read_text(encoding="utf-8"))
    assert ruleset["enforcement"] == "active"
    assert ruleset["bypass_actors"] == []
    assert ruleset["conditions"]["ref_name"] == {"include": ["~DEFAULT_BRANCH"], "exclude": []}
    rules = {rule["type"]: rule.get("parameters", {}) for rule in ruleset["rules"]}
    assert {"deletion", "non_fast_forward", "pull_request", "required_status_checks"} == set(rules)
    review = rules["pull_request"]
    assert review["required_approving_review_count"] == 1
    assert review["require_code_owner_review"] is True
    assert review["dismiss_stale_reviews_on_push"] is True
    assert review["require_last_push_approval"] is True
    # A merge has one parent that was on main before: the summary compares with that one.
    assert set(review["allowed_merge_methods"]) == {"merge", "squash"}
    asked = [
        check["context"] for check in rules["required_status_checks"]["required_status_checks"]
    ]
    assert asked == [jobs()[name]["name"] for name in ("test", "build")]
