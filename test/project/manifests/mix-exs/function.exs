defmodule Proxy.MixProject do
  use Mix.Project
  def project, do: [app: :proxy, releases: releases(), deps: []]
  defp releases, do: [proxy: [path: "/opt/proxy"]]
end
