using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Arch.Plugin.Nats.Connections;
using Arch.Sdk;

namespace Arch.Plugin.Nats.Messages;

/// <summary>The inputs of steps that send data.</summary>
internal abstract record PayloadSettings : NatsSettings
{
    [Description("The data, sent as JSON. Give at most one of json, text and base64; without any it is empty.")]
    [Example("{ id: 17 }")]
    public JsonElement? Json { get; init; }

    [Description("The data as text, sent as UTF-8.")]
    [Example("hello")]
    public string? Text { get; init; }

    [Description("The data's bytes as base64.")]
    public byte[]? Base64 { get; init; }

    /// <exception cref="StepException">nats_input: the data is given twice.</exception>
    internal byte[] ToBytes() => (Json, Text, Base64) switch
    {
        (null, null, null) => [],
        ({ } json, null, null) => JsonSerializer.SerializeToUtf8Bytes(json),
        (null, { } text, null) => Encoding.UTF8.GetBytes(text),
        (null, null, { } bytes) => bytes,
        _ => throw NatsFailures.Input("There is more than one of 'json', 'text' and 'base64'; give one."),
    };
}
