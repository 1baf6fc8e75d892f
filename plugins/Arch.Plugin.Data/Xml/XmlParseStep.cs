using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Arch.Plugin.Data.Content;
using Arch.Sdk;

namespace Arch.Plugin.Data.Xml;

[Step("xml.parse", Summary = "Reads XML from text or a file into plain objects.", Idempotent = true)]
internal sealed class XmlParseStep : IStep<XmlParseInput, XmlParseOutput>
{
    public async Task<XmlParseOutput> RunAsync(XmlParseInput input, StepContext context, CancellationToken cancellationToken)
    {
        var text = await Source.ReadTextAsync(input.Text, input.File, context, cancellationToken).ConfigureAwait(false);
        var root = Parse(text);
        var writer = new XmlToJson(input.Arrays.ToHashSet(StringComparer.Ordinal), input.KeepPrefixes, cancellationToken);
        return new XmlParseOutput
        {
            Root = writer.NameOf(root),
            Value = JsonBuffer.Build(json => writer.Write(json, root)),
        };
    }

    private static XElement Parse(string text)
    {
        // No DTD: it can name files and servers to fetch, and entities that grow without bound.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var source = new StringReader(text);
            using var plain = XmlReader.Create(source, settings);
            using var reader = new DepthLimitedXmlReader(plain);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException e)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber}, column {e.LinePosition}");
            throw new StepException(Codes.InvalidXml, $"The text is not XML that is accepted, at {place}: {e.Message}", e);
        }
    }
}
