"""Incidents out of tables that databases of incidents export as CSV."""
