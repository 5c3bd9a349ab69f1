"""A small read-only web app over a record: pages for people, JSON for programs."""

from counterclaim.web.app import create_app

__all__ = ["create_app"]
