#!/bin/sh
dotnet ef database update
exec dotnet /app/Shop.dll
