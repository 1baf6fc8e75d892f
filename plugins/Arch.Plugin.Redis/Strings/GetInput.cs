using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Strings;

internal sealed record GetInput : ServerInput
{
    [Description("The key.")]
    [Example("orders:17")]
    [Length(1, 65_536)]
    public required string Key { get; init; }

    [Description("How the value is given: as text, or as base64 where it is not text in UTF-8.")]
    public ValueEncoding Encoding { get; init; }
}
