std = "luajit"
-- The plugin sets options through `vim`.
globals = { "vim" }
max_line_length = 120
