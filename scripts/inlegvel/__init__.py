"""From Dutch housing agreements on paper to a checked public website.

A figure enters once, as a row in ``datapackages/``, and walks one way::

    cli                      the editor's commands
    exporteer                the content for another generator
    site    macros  search   MkDocs hook; macros for prose; the search index of a built site
    pipeline                 the one way through the layers
    check   render  export   findings; pages; files
    load    derive           rows from disk; rows from rows
    model                    what a catalogue is
    uitgave                  versions of a package as values
    whole     aside          files of the cache; a folder that takes another's place in one step
    findings  dutch          what can be wrong; how Dutch readers write

Each layer imports only from the layers below it.
"""
