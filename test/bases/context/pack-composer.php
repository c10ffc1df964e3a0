<?php
// Packs the composer that Debian installs under /usr/share into one program. Usage: php pack-composer.php FILE
$archive = new Phar("/tmp/composer.phar");
$archive->startBuffering();
foreach (["/usr/share/php", "/usr/share/composer"] as $folder) {
    if (!is_dir($folder)) {
        continue;
    }
    // Some libraries are links to others.
    $flags = FilesystemIterator::SKIP_DOTS | FilesystemIterator::FOLLOW_SYMLINKS;
    foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($folder, $flags)) as $path => $file) {
        if ($file->isFile()) {
            $archive->addFromString(substr($path, strlen("/usr/")), file_get_contents($path));
        }
    }
}
$archive->addFromString("bin/composer.php", preg_replace("/^#!.*\n/", "", file_get_contents("/usr/bin/composer")));
$archive->setStub(
    "#!/usr/bin/env php\n<?php Phar::mapPhar('composer.phar'); set_include_path('phar://composer.phar/share/php');"
    . " require 'phar://composer.phar/bin/composer.php'; __HALT_COMPILER();"
);
$archive->stopBuffering();
unset($archive);
rename("/tmp/composer.phar", $argv[1]);
