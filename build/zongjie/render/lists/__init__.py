"""Index pages: home, years, regions, topics, sources."""
