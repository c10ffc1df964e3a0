defmodule Shop.MixProject do
  use Mix.Project

  def project do
    [
      app: :shop,
      version: "0.1.0",
      # releases: [old: []],
      releases: [
        web: [include_executables_for: [:unix], applications: [runtime_tools: :permanent]],
        worker: []
      ],
      deps: deps()
    ]
  end

  defp deps do
    [
      {:phoenix, "~> 1.7.10"},
      {:bcrypt_elixir, "~> 3.0"}
    ]
  end
end
