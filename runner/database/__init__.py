"""Tables that jobs read and write: in SQLite, in memory or in a file, or in PostgreSQL.

Everything below `database.py` speaks SQLAlchemy Core; nothing above it does. Nothing of SQLAlchemy is
imported before a job asks its database for the first time.
"""
