"""The partition lab's views: each page is a pure function to lines, each view shows its page."""
