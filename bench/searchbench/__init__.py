"""Parts of `bench/search.py`: corpus, queries, truth, engines, browser, table."""
