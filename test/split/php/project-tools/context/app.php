<?php echo "configured";
