-- The tree-sitter parser: built with the system's C compiler from the grammar beside this plugin, and installed with
-- its queries into Neovim's data folder. Downloads nothing. Never replaces a parser that another plugin installed.
local M = {}

local uv = vim.uv

local function plugin_folder()
  local this_file = debug.getinfo(1, "S").source:sub(2)
  return vim.fs.normalize(vim.fs.dirname(this_file) .. "/../..")
end

-- The grammar's folder. Nil if the plugin is not in its checkout.
function M.grammar()
  local folder = vim.fs.normalize(vim.g.debate_grammar or plugin_folder() .. "/../../grammar")
  return uv.fs_stat(folder .. "/src/parser.c") and uv.fs_realpath(folder) or nil
end

function M.site()
  return vim.fs.normalize(vim.fn.stdpath("data") .. "/site")
end

-- The path of the parser that this plugin builds. Neovim accepts `.so` on every system.
function M.target()
  return M.site() .. "/parser/debate.so"
end

-- The path of the parser that Neovim uses. Nil if there is none.
function M.installed()
  return vim.api.nvim_get_runtime_file("parser/debate.*", false)[1] or uv.fs_stat(M.target()) and M.target() or nil
end

-- The C compiler's command.
function M.compiler()
  for _, name in ipairs({ vim.env.CC or "cc", "cc", "gcc", "clang" }) do
    if vim.fn.executable(name) == 1 then
      return { name }
    end
  end
  return vim.fn.executable("zig") == 1 and { "zig", "cc" } or nil
end

local function modified(path)
  local stat = uv.fs_stat(path)
  return stat and stat.mtime.sec or 0
end

local function queries(grammar)
  return vim.fn.globpath(grammar .. "/queries", "*.scm", false, true)
end

-- Whether the grammar is newer than the parser.
function M.stale()
  local grammar = M.grammar()
  if not grammar then
    return false
  end
  local built = modified(M.target())
  local sources = vim.fn.globpath(grammar .. "/src", "**/*.[ch]", false, true)
  for _, source in ipairs(vim.list_extend(sources, queries(grammar))) do
    if modified(source) > built then
      return true
    end
  end
  return false
end

-- Copies the queries next to the parser, where Neovim and other plugins look for them.
local function copy_queries(grammar)
  local folder = M.site() .. "/queries/debate"
  vim.fn.mkdir(folder, "p")
  for _, query in ipairs(queries(grammar)) do
    assert(uv.fs_copyfile(query, folder .. "/" .. vim.fs.basename(query)))
  end
end

-- Builds the parser in the background and copies the queries, then calls `done` with nil or an error message.
function M.build(done)
  local grammar, compiler = M.grammar(), M.compiler()
  if not grammar then
    return done("the grammar is not beside the plugin. Set vim.g.debate_grammar to its folder")
  end
  if not compiler then
    return done("no C compiler. Install gcc or clang")
  end
  local target = M.target()
  vim.fn.mkdir(vim.fs.dirname(target), "p")
  -- Built under another name in another folder: a Neovim may be using the parser, and an unfinished build must not be
  -- mistaken for a parser, as any debate.* in that folder would be.
  local unfinished = ("%s/debate-%d.unfinished"):format(M.site(), uv.os_getpid())
  local command = vim.list_extend(compiler, { "-shared", "-fPIC", "-O2", "-I", "src", "-o", unfinished })
  vim.list_extend(command, { "src/parser.c", "src/scanner.c" })
  vim.system(command, { cwd = grammar, text = true }, function(result)
    vim.schedule(function()
      if result.code ~= 0 then
        uv.fs_unlink(unfinished)
        return done(("%s failed: %s"):format(compiler[1], vim.trim(result.stderr)))
      end
      local renamed, rename_error = uv.fs_rename(unfinished, target)
      if not renamed then
        return done(rename_error)
      end
      local copied, copy_error = pcall(copy_queries, grammar)
      done(not copied and copy_error or nil)
    end)
  end)
end

-- Starts highlighting and folding in the buffer, if there is a parser.
local function enable(buffer)
  if pcall(vim.treesitter.start, buffer, "debate") then
    require("debate.fold").enable(buffer)
  end
end

-- Enables a newly built parser in all briefs.
local function enable_everywhere()
  if not vim.tbl_contains(vim.opt.runtimepath:get(), M.site()) then
    vim.opt.runtimepath:append(M.site())
  end
  -- Neovim caches which of these folders exist. This clears the cache.
  vim.o.runtimepath = vim.o.runtimepath
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.bo[buffer].filetype == "debate" then
      enable(buffer)
    end
  end
end

-- `:Debate install`
function M.install()
  M.build(function(err)
    if err then
      return vim.notify("debate: the parser was not built: " .. err, vim.log.levels.ERROR)
    end
    enable_everywhere()
    vim.notify("debate: built the parser " .. M.target())
  end)
end

-- The plugin tries to build only once per session: a second try fails too, and a loaded parser cannot be replaced.
local build_tried = false

-- Highlights and folds a brief. Builds the parser first if it is missing or older than the grammar.
function M.attach(buffer)
  local installed = M.installed()
  local is_ours = not installed or vim.fs.normalize(installed) == M.target()
  if build_tried or not is_ours or not M.stale() or vim.g.debate_build == false then
    enable(buffer)
    return
  end
  build_tried = true
  M.build(function(err)
    enable_everywhere()
    if err then
      vim.notify("debate: the parser was not built: " .. err, vim.log.levels.WARN)
    end
  end)
end

return M
