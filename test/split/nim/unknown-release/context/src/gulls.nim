echo "gulls"
