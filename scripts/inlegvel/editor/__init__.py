"""Tools that change data packages for the editor."""
