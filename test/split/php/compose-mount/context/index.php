<?php echo "high";
