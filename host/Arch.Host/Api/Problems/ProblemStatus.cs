using Arch.Engine.Ports;
using Arch.Sdk;

namespace Arch.Host.Api.Problems;

/// <summary>Which HTTP status a failure of the services is.</summary>
internal static class ProblemStatus
{
    public static int Of(ArchException exception) => exception switch
    {
        ProblemException problem => problem.Status,
        JournalStoreException => StatusCodes.Status503ServiceUnavailable,
        _ => OfCode(exception.Code),
    };

    public static int OfCode(string code) => code switch
    {
        "ARCH3204" or "ARCH7103" or "ARCH3207" or "ARCH6005" or "ARCH6008" or "ARCH6020" => StatusCodes.Status404NotFound,
        "ARCH3208" or "ARCH7101" or "ARCH7102" or "ARCH7105" or "ARCH3226" => StatusCodes.Status422UnprocessableEntity,
        "ARCH3206" or "ARCH3220" or "ARCH3221" or "ARCH3222" or "ARCH3223" or "ARCH3224" or "ARCH5002" => StatusCodes.Status409Conflict,
        "ARCH3205" or "ARCH7106" => StatusCodes.Status503ServiceUnavailable,
        "ARCH3225" => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status400BadRequest,
    };
}
