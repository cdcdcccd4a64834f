"""The tests of fazhi, one file a room."""
