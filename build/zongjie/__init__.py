"""zongjie: from raw Chinese work summaries to a static site that people trust."""
