"""Inputs by the million against promises that must hold for every one of them; outside the ordinary test run."""
