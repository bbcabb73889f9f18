-- Word files: shown as card text, imported, exported. The program does it, as on the command line.
local M = {}

local server = require("debate.server")

-- Runs `debate-ls` with these arguments. Returns what it printed and what it said; after a failure, nil and the reason.
local function run(arguments)
  local command = vim.list_extend({ server.program() }, arguments)
  local started, process = pcall(vim.system, command, { text = true })
  if not started then
    return nil, ("cannot run %s. See :checkhealth debate"):format(command[1])
  end
  local result = process:wait()
  if result.code ~= 0 then
    return nil, vim.trim(result.stderr)
  end
  return result.stdout, vim.trim(result.stderr)
end

local function fail(message)
  vim.notify("debate: " .. message, vim.log.levels.ERROR)
end

-- `zip`, which comes with Neovim, lists the parts of a Word file.
local function take_over_from_zip()
  pcall(vim.api.nvim_clear_autocmds, { group = "zip", event = "BufReadCmd", pattern = "*.docx" })
end

-- Opens Word files as card text from now on.
function M.setup()
  take_over_from_zip()
  local group = vim.api.nvim_create_augroup("debate_word", {})
  vim.api.nvim_create_autocmd("BufReadCmd", {
    pattern = "*.docx",
    group = group,
    callback = function(event)
      take_over_from_zip()
      M.read(event.buf, event.match)
    end,
  })
  -- Not even with `:w!`: text would take the place of the Word file.
  vim.api.nvim_create_autocmd({ "BufWriteCmd", "FileWriteCmd" }, {
    pattern = "*.docx",
    group = group,
    callback = function()
      fail("a Word file is not written here. Use :Debate import, edit the card file, then :Debate export")
    end,
  })
end

-- Fills a buffer with the card text of a Word file.
function M.read(buffer, path)
  local options = vim.bo[buffer]
  options.swapfile = false
  local text, said
  if vim.uv.fs_stat(path) then
    text, said = run({ "import", path, "-o", "-" })
    if not text then
      fail(said)
    end
  end
  options.modifiable = true
  local whole = (text or ""):gsub("\n$", "")
  local lines = vim.split(whole, "\n", { plain = true })
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  options.modified = false
  options.modifiable = false
  options.readonly = true
  options.filetype = "debate"
end

-- The path of a file beside `path`, or nil if there is one that the user wants to keep.
local function beside(path, ending)
  local to = vim.fn.fnamemodify(path, ":r") .. ending
  if not vim.uv.fs_stat(to) then
    return to
  end
  local question = ("%s exists. Replace it?"):format(vim.fn.fnamemodify(to, ":t"))
  return vim.fn.confirm(question, "&Replace\n&Cancel", 2) == 1 and to or nil
end

-- Runs a conversion, and returns whether it worked.
local function convert(arguments, done)
  local printed, said = run(arguments)
  if not printed then
    fail(said)
    return false
  end
  -- The last line counts the files; the lines above it say what was not carried over.
  local notes = vim.split(said, "\n", { plain = true })
  table.remove(notes)
  table.insert(notes, 1, done)
  vim.notify(table.concat(notes, "\n"), vim.log.levels.INFO)
  return true
end

-- Makes a card file of a Word file, or of the one in the current buffer, and opens it.
function M.import(path)
  path = path or vim.api.nvim_buf_get_name(0)
  if not path:lower():match("%.docx$") then
    return fail("open a Word file first, or name it: :Debate import FILE.docx")
  end
  local to = beside(path, ".debate")
  if to and convert({ "import", path, "-o", to, "--force" }, "Imported " .. vim.fn.fnamemodify(to, ":t")) then
    vim.cmd.edit(vim.fn.fnameescape(to))
  end
end

-- What an export leaves out: the option of the program, and what the new file's name has in addition.
M.extents = {
  send = { option = "--send", suffix = " to send" },
  read = { option = "--read", suffix = " as read" },
}

-- Makes a Word file of the current buffer's file.
function M.export(name)
  local extent = M.extents[name]
  local path = vim.api.nvim_buf_get_name(0)
  if name and not extent then
    return fail(("unknown extent %s: use send or read"):format(name))
  elseif path == "" or vim.bo.modified then
    return fail("write the brief first")
  elseif path:lower():match("%.docx$") then
    return fail("this is a Word file already")
  end
  local to = beside(path, (extent and extent.suffix or "") .. ".docx")
  if to then
    local arguments = { "export", path, "-o", to, "--force", extent and extent.option }
    convert(arguments, "Exported " .. vim.fn.fnamemodify(to, ":t"))
  end
end

return M
