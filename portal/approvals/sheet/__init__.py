"""The record of a review, to print: every decision with its seal."""
