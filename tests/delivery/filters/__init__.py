"""Tests of workbench.delivery.filters."""
