"""What people do at the desk: sign in, add reports, judge, grade, review; every form checked, every decision signed."""
