"""Steps from each schema of a record to the next, run by Alembic."""
