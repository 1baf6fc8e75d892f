using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Values;

/// <summary>Turns values of workflows into bytes of Redis, and back.</summary>
internal static class RedisValues
{
    public const int MaxBytes = 64 * 1024 * 1024;

    private const long LargestExact = (1L << 53) - 1;
    private const int MaxDepth = 32;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Gives the bytes of a value: of texts as they are, of all else as JSON.</summary>
    /// <exception cref="StepException">redis_input.</exception>
    public static RedisValue Write(JsonElement value, ValueEncoding encoding, string name)
    {
        if (encoding == ValueEncoding.Base64)
        {
            return value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes)
                ? bytes
                : throw new StepException(Codes.Input, $"'{name}' must be base64, as 'encoding' says.");
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined =>
                throw new StepException(Codes.Input, $"'{name}' is null, which Redis cannot keep. Use 'redis.delete' to take a value away."),
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
    }

    /// <summary>Gives a value as text or base64; <see langword="null"/> when there is none.</summary>
    /// <exception cref="StepException">redis_not_text or redis_too_large.</exception>
    public static string? Read(RedisResult result, ValueEncoding encoding)
    {
        if (result.IsNull || (byte[]?)result is not { } bytes)
        {
            return null;
        }

        if (bytes.Length > MaxBytes)
        {
            throw new StepException(Codes.TooLarge, $"The value has {bytes.Length} bytes; at most {MaxBytes} are given.");
        }

        try
        {
            return encoding == ValueEncoding.Base64 ? Convert.ToBase64String(bytes) : Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new StepException(Codes.NotText, "The value is not text in UTF-8. Ask for it with 'encoding: base64'.", e);
        }
    }

    /// <summary>Gives any answer as JSON.</summary>
    /// <exception cref="StepException">redis_not_text or redis_too_large.</exception>
    public static JsonNode? ToJson(RedisResult result, ValueEncoding encoding, int depth = 0)
    {
        if (result.IsNull)
        {
            return null;
        }

        switch (result.Resp2Type)
        {
            case ResultType.Array:
                if (depth == MaxDepth)
                {
                    throw new StepException(Codes.TooLarge, $"The answer nests deeper than {MaxDepth} levels.");
                }

                return new JsonArray([.. ((RedisResult[])result!).Select(element => ToJson(element, encoding, depth + 1))]); // it is not null
            case ResultType.Integer:
                return Integer((long)result);
            case ResultType.BulkString:
                return Read(result, encoding);
            default:
                return (string?)result;
        }
    }

    /// <summary>Gives a number, or a text where a JSON number would lose digits.</summary>
    public static JsonNode Integer(long value) => value is >= -LargestExact and <= LargestExact
        ? JsonValue.Create(value)
        : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Gives a time to live in milliseconds.</summary>
    /// <exception cref="StepException">redis_input.</exception>
    public static long Milliseconds(TimeSpan ttl) => ttl >= TimeSpan.FromMilliseconds(1) && ttl <= TimeSpan.FromDays(3650)
        ? (long)ttl.TotalMilliseconds
        : throw new StepException(Codes.Input, $"'ttl' is {ttl.TotalSeconds:0.###} s; it must be 1 ms to 3650 days.");
}
