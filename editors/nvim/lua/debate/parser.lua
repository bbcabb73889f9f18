-- The tree-sitter parser: built from the grammar's C beside this plugin, with the system's C compiler, into Neovim's
-- data folder, together with its queries. Nothing is downloaded. A parser that another plugin brought is left alone.
local M = {}

local uv = vim.uv

local function plugin_folder()
  local this = debug.getinfo(1, "S").source:sub(2)
  return vim.fs.normalize(vim.fs.dirname(this) .. "/../..")
end

-- The grammar's folder; nil where the plugin was taken out of its checkout.
function M.grammar()
  local folder = vim.fs.normalize(vim.g.debate_grammar or plugin_folder() .. "/../../grammar")
  return uv.fs_stat(folder .. "/src/parser.c") and uv.fs_realpath(folder) or nil
end

function M.site()
  return vim.fs.normalize(vim.fn.stdpath("data") .. "/site")
end

-- Where the parser is built to. Neovim takes this ending on every system.
function M.target()
  return M.site() .. "/parser/debate.so"
end

-- The parser Neovim would take; nil where there is none.
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

local function changed(path)
  local stat = uv.fs_stat(path)
  return stat and stat.mtime.sec or 0
end

local function queries(grammar)
  return vim.fn.globpath(grammar .. "/queries", "*.scm", false, true)
end

-- Whether the grammar changed since the parser was built.
function M.stale()
  local grammar = M.grammar()
  if not grammar then
    return false
  end
  local built = changed(M.target())
  local sources = vim.fn.globpath(grammar .. "/src", "**/*.[ch]", false, true)
  for _, source in ipairs(vim.list_extend(sources, queries(grammar))) do
    if changed(source) > built then
      return true
    end
  end
  return false
end

-- The queries lie beside the parser they were written for, where Neovim and other plugins look for them.
local function copy_queries(grammar)
  local folder = M.site() .. "/queries/debate"
  vim.fn.mkdir(folder, "p")
  for _, query in ipairs(queries(grammar)) do
    assert(uv.fs_copyfile(query, folder .. "/" .. vim.fs.basename(query)))
  end
end

-- Builds parser and queries in the background, then calls `done` with nil, or with why it failed.
function M.build(done)
  local grammar, compiler = M.grammar(), M.compiler()
  if not grammar then
    return done("the grammar is not beside the plugin: let vim.g.debate_grammar name its folder")
  end
  if not compiler then
    return done("there is no C compiler: install gcc or clang")
  end
  local target = M.target()
  vim.fn.mkdir(vim.fs.dirname(target), "p")
  -- Made elsewhere: the parser may be in use, by this Neovim or another; and what a Neovim that is left at once does
  -- not finish must not be taken for a parser, as any debate.* beside it would be.
  local made = ("%s/debate-%d.unfinished"):format(M.site(), uv.os_getpid())
  local command = vim.list_extend(compiler, { "-shared", "-fPIC", "-O2", "-I", "src", "-o", made })
  vim.list_extend(command, { "src/parser.c", "src/scanner.c" })
  vim.system(command, { cwd = grammar, text = true }, function(result)
    vim.schedule(function()
      if result.code ~= 0 then
        uv.fs_unlink(made)
        return done(("%s failed: %s"):format(compiler[1], vim.trim(result.stderr)))
      end
      local moved, fault = uv.fs_rename(made, target)
      if not moved then
        return done(fault)
      end
      local copied, why = pcall(copy_queries, grammar)
      done(not copied and why or nil)
    end)
  end)
end

-- Colours the buffer and folds it, if there is a parser.
local function use(buffer)
  if pcall(vim.treesitter.start, buffer, "debate") then
    require("debate.fold").enable(buffer)
  end
end

-- After a build.
local function use_everywhere()
  if not vim.tbl_contains(vim.opt.runtimepath:get(), M.site()) then
    vim.opt.runtimepath:append(M.site())
  end
  -- Neovim remembers which of these folders exist; this makes it look again.
  vim.o.runtimepath = vim.o.runtimepath
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.bo[buffer].filetype == "debate" then
      use(buffer)
    end
  end
end

-- `:Debate install`
function M.install()
  M.build(function(fault)
    if fault then
      return vim.notify("debate: no parser: " .. fault, vim.log.levels.ERROR)
    end
    use_everywhere()
    vim.notify("debate: the parser is in " .. M.target())
  end)
end

-- Only once in a session: what failed fails again, and a parser in use is not exchanged.
local tried = false

-- Colours and folds a brief. Builds the parser first where it is missing or older than the grammar.
function M.attach(buffer)
  local installed = M.installed()
  local ours = not installed or vim.fs.normalize(installed) == M.target()
  if tried or not ours or not M.stale() or vim.g.debate_build == false then
    use(buffer)
    return
  end
  tried = true
  M.build(function(fault)
    use_everywhere()
    if fault then
      vim.notify("debate: the parser was not built: " .. fault, vim.log.levels.WARN)
    end
  end)
end

return M
