"""Keys with values that jobs share: on a Redis server, or in one that lives inside of the run.

Nothing of the extra `redis` is imported before a job asks for a key.
"""
