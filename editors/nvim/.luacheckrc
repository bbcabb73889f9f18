std = "luajit"
-- The editor, whose options are set through it.
globals = { "vim" }
max_line_length = 120
