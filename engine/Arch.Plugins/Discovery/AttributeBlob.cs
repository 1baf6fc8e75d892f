using System.Reflection.Metadata;

namespace Arch.Plugins.Discovery;

/// <summary>Decodes the few attributes that a scan looks at (ECMA-335, II.23.3).</summary>
internal static class AttributeBlob
{
    private const ushort Prolog = 1;
    private const byte Boolean = 0x02;
    private const byte Int32 = 0x08;
    private const byte Text = 0x0E;

    public static bool IsNamed(MetadataReader metadata, CustomAttribute attribute, string space, string name)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Name, name) && metadata.StringComparer.Equals(type.Namespace, space);
    }

    /// <summary>Reads the first constructor argument, a string.</summary>
    public static string ReadText(MetadataReader metadata, CustomAttribute attribute)
    {
        var blob = Open(metadata, attribute);
        return blob.ReadSerializedString() ?? "";
    }

    /// <summary>Reads the attribute that declares a part.</summary>
    public static PluginPart ReadPart(MetadataReader metadata, CustomAttribute attribute, PluginPartKind kind)
    {
        var blob = Open(metadata, attribute);
        var part = new PluginPart(kind, blob.ReadSerializedString() ?? "", 1, "");
        int named = blob.ReadUInt16();
        for (var i = 0; i < named; i++)
        {
            blob.ReadByte(); // field or property: the attribute has properties only
            var type = blob.ReadByte();
            var property = blob.ReadSerializedString();
            object? value = type switch
            {
                Boolean => blob.ReadBoolean(),
                Int32 => blob.ReadInt32(),
                Text => blob.ReadSerializedString(),
                _ => throw new BadImageFormatException($"the [{kind}] attribute has an argument of the unknown type 0x{type:x2}"),
            };
            part = (property, value) switch
            {
                ("Version", int version) => part with { Version = version },
                ("Summary", string summary) => part with { Summary = summary },
                ("Idempotent", bool idempotent) => part with { IsIdempotent = idempotent },
                _ => part,
            };
        }

        return part;
    }

    private static BlobReader Open(MetadataReader metadata, CustomAttribute attribute)
    {
        var blob = metadata.GetBlobReader(attribute.Value);
        return blob.ReadUInt16() == Prolog ? blob : throw new BadImageFormatException("a custom attribute has no prolog");
    }
}
