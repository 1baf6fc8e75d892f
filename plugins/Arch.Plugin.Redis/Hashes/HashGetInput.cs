using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Hashes;

internal sealed record HashGetInput : ServerInput
{
    [Description("The key.")]
    [Example("customer:7")]
    [Length(1, 65_536)]
    public required string Key { get; init; }

    [Description("The fields; all of them unless given.")]
    [Example("[name, email]")]
    [Length(1, 10_000)]
    public IReadOnlyList<string>? Fields { get; init; }

    [Description("The most fields to give when all are asked for. A hash with more is a failure.")]
    [Range(1, 1_000_000)]
    public int MaxFields { get; init; } = 10_000;

    [Description("How the value is given: as text, or as base64 where it is not text in UTF-8.")]
    public ValueEncoding Encoding { get; init; }
}
