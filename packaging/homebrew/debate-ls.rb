# For a tap, or for homebrew-core: packaging/render fills in what has an @ on both sides.
class DebateLs < Formula
  desc "Checker and language server for debate evidence"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/debate-ls-darwin-arm64.tar.gz"
      sha256 "@SHA256 debate-ls-darwin-arm64.tar.gz@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/debate-ls-darwin-x64.tar.gz"
      sha256 "@SHA256 debate-ls-darwin-x64.tar.gz@"
    end
  end
  on_linux do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/debate-ls-linux-arm64.tar.gz"
      sha256 "@SHA256 debate-ls-linux-arm64.tar.gz@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/debate-ls-linux-x64.tar.gz"
      sha256 "@SHA256 debate-ls-linux-x64.tar.gz@"
    end
  end

  def install
    bin.install "debate-ls"
    man1.install Dir["man/man1/*.1"]
    bash_completion.install "completions/bash/debate-ls"
    zsh_completion.install "completions/zsh/_debate-ls"
    fish_completion.install "completions/fish/debate-ls.fish"
  end

  test do
    (testpath/"a.debate").write "#### Sanctions fail\n\nChoi 21\n\nThe talks failed.\n"
    assert_match "cite-incomplete", shell_output("#{bin}/debate-ls check a.debate", 1)
  end
end
