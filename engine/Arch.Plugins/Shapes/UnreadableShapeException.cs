namespace Arch.Plugins.Shapes;

/// <summary>A record holds something that has no shape; never leaves this assembly.</summary>
#pragma warning disable CA1064 // Internal on purpose: it becomes a problem of the plugin
internal sealed class UnreadableShapeException(string reason, string path = "") : Exception(reason)
#pragma warning restore CA1064
{
    /// <summary>Gets the path of the member, such as <c>items.price</c>.</summary>
    public string Path { get; } = path;

    public UnreadableShapeException Within(string member) => new(Message, Path.Length == 0 ? member : $"{member}.{Path}");
}
