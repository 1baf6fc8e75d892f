using System.Reflection;
using System.Reflection.Metadata;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Arch.Expressions.Values;

namespace Arch.Plugins.Running;

/// <summary>How the records of steps are read and written.</summary>
internal static class StepJson
{
    /// <summary>
    /// Makes the options of one plugin. Each plugin has its own: options keep what they learn about types, and types that
    /// are kept keep their plugin from being unloaded.
    /// </summary>
    public static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions
        {
            AllowDuplicateProperties = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = ValueDepth.InRuns,
            NumberHandling = JsonNumberHandling.Strict,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new DurationConverter());
        options.MakeReadOnly();
        return options;
    }

    /// <summary>
    /// Drops what the serializer keeps about types in this process, through the hook that it offers for hot reload. Without
    /// it an unloaded plugin's types stay until the serializer's own caches happen to expire.
    /// </summary>
    public static void ForgetTypes()
    {
        var handlers = typeof(JsonSerializer).Assembly.GetCustomAttributes<MetadataUpdateHandlerAttribute>();
        foreach (var handler in handlers)
        {
            var clear = handler.HandlerType.GetMethod(
                "ClearCache", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
            clear?.Invoke(null, [null]);
        }
    }
}
