using System.ComponentModel;
using Arch.Sdk;
using MailKit.Search;

namespace Arch.Plugin.Mail.Receiving;

internal sealed record ReceivedFilter
{
    [Description("Text that the sender's name or address contains, whatever its case.")]
    [Example("@example.com")]
    public string? From { get; init; }

    [Description("Text that the subject contains, whatever its case.")]
    [Example("invoice")]
    public string? Subject { get; init; }

    [Description("Whether only messages count that nobody has read.")]
    public bool Unseen { get; init; }

    public SearchQuery Narrow(SearchQuery query)
    {
        query = string.IsNullOrEmpty(From) ? query : query.And(SearchQuery.FromContains(From));
        query = string.IsNullOrEmpty(Subject) ? query : query.And(SearchQuery.SubjectContains(Subject));
        return Unseen ? query.And(SearchQuery.NotSeen) : query;
    }
}
