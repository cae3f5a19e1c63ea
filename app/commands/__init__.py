"""One module for each sub-command of `saisine`. Each has two functions:

`add_parser(commands)` describes the command and its arguments; `run(arguments)` calls one function of a lower layer, prints what it gave
and returns the exit code: 0 done, 1 the work failed, 2 the arguments or the input are wrong.
"""
