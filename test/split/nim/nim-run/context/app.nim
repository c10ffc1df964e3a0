echo "x"
