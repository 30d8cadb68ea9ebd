"""The desk: the record of one ledger in a browser, and the same as JSON for programs.

Pages are rendered by the server and work without scripts; nothing is loaded from elsewhere. Everybody who may open the
desk can read; whoever signs in with its token can also add reports, judge and grade.
"""
