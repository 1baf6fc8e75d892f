using System.Xml;
using Arch.Plugin.Data.Content;

namespace Arch.Plugin.Data.Xml;

/// <summary>Refuses elements that are nested too deep before a tree is built of them. The inner reader stays the caller's.</summary>
internal sealed class DepthLimitedXmlReader(XmlReader inner) : XmlReader
{
    // Arrays of repeated elements double the depth at worst.
    private const int MaxElementDepth = JsonBuffer.MaxDepth / 2;

    public override int AttributeCount => inner.AttributeCount;

    public override string BaseURI => inner.BaseURI;

    public override int Depth => inner.Depth;

    public override bool EOF => inner.EOF;

    public override bool IsEmptyElement => inner.IsEmptyElement;

    public override string LocalName => inner.LocalName;

    public override string NamespaceURI => inner.NamespaceURI;

    public override XmlNameTable NameTable => inner.NameTable;

    public override XmlNodeType NodeType => inner.NodeType;

    public override string Prefix => inner.Prefix;

    public override ReadState ReadState => inner.ReadState;

    public override string Value => inner.Value;

    public override bool Read()
    {
        var hasRead = inner.Read();
        if (inner.Depth >= MaxElementDepth)
        {
            var place = (IXmlLineInfo)inner;
            throw new XmlException($"Elements are nested deeper than {MaxElementDepth}.", null, place.LineNumber, place.LinePosition);
        }

        return hasRead;
    }

    public override string GetAttribute(int i) => inner.GetAttribute(i);

    public override string? GetAttribute(string name) => inner.GetAttribute(name);

    public override string? GetAttribute(string name, string? namespaceURI) => inner.GetAttribute(name, namespaceURI);

    public override string? LookupNamespace(string prefix) => inner.LookupNamespace(prefix);

    public override bool MoveToAttribute(string name) => inner.MoveToAttribute(name);

    public override bool MoveToAttribute(string name, string? ns) => inner.MoveToAttribute(name, ns);

    public override bool MoveToElement() => inner.MoveToElement();

    public override bool MoveToFirstAttribute() => inner.MoveToFirstAttribute();

    public override bool MoveToNextAttribute() => inner.MoveToNextAttribute();

    public override bool ReadAttributeValue() => inner.ReadAttributeValue();

    public override void ResolveEntity() => inner.ResolveEntity();
}
