"""Transcript formats that come in, one file each."""
