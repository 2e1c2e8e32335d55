"""Local HTTP servers, for tests that go over a real socket."""
