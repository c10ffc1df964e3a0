defmodule Shop.Store do
  def put(name, text), do: File.write!(name, text)
end
