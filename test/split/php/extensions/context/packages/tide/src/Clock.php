<?php

namespace Example\Tide;

/** Says when the tide turns, in the reader's language. */
final class Clock
{
    public static function page(): string
    {
        $number = (new \NumberFormatter("de_DE", \NumberFormatter::DECIMAL))->format(1234.5);
        $archive = new \ZipArchive();
        $archive->open(sys_get_temp_dir() . "/tides.zip", \ZipArchive::CREATE | \ZipArchive::OVERWRITE);
        $archive->addFromString("tides.txt", "06:12");
        return "The tide turns after $number m; {$archive->numFiles} file\n";
    }
}
