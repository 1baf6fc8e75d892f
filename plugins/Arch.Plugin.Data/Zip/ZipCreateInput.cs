using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Data.Zip;

internal sealed record ZipCreateInput
{
    [Description("The files and folders to pack. A file is packed under its name; a folder with all that is in it, under the folder's name.")]
    [Example("[out/report.csv, out/charts]")]
    [MinLength(1)]
    public required IReadOnlyList<string> Sources { get; init; }

    [Description("The archive to write; one that is there is replaced.")]
    [Example("out/report.zip")]
    public required string File { get; init; }
}
