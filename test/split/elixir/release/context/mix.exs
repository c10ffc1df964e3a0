defmodule Tides.MixProject do
  use Mix.Project

  def project do
    [app: :tides, version: "0.1.0", elixir: "~> 1.14", start_permanent: Mix.env() == :prod, deps: []]
  end

  def application, do: [mod: {Tides.Application, []}, extra_applications: [:logger]]
end
