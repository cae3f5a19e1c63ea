"""Replies that come in by mail: the mailbox is read, each mail finds its case, and what finds none waits in an inbox for the operator.

`reader` talks with the mail server in the worker's process, `arrivals` files one mail, `inbox` keeps what could not be filed.
"""
