"""Quote sheet formats that go out, one file each."""
