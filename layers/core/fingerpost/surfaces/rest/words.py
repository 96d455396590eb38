"""What the REST interface says: each answer that is no success has a title and the next step."""

from __future__ import annotations

from fingerpost.domain.directory import Doubt
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.directory import Hindrance

HINDRANCES: dict[Hindrance, tuple[int, str, str]] = {
    Hindrance.NOT_THERE: (404, "There is no such entry.", "List the entries to find its id, or enter it."),
    Hindrance.ALREADY_THERE: (
        409,
        "There is such an entry already, and it differs.",
        "Read it, and send the change with its ETag as If-Match.",
    ),
    Hindrance.CHANGED_SINCE: (
        412,
        "Somebody has changed it since you read it.",
        "Read it again, look at what changed, and send your change with the new ETag.",
    ),
    Hindrance.UNKNOWN_AREA: (409, "There is no such area.", "Enter the area first."),
    Hindrance.UNKNOWN_ORGANISATION: (409, "There is no such organisation.", "Enter the organisation first."),
    Hindrance.ORGANISATION_NOT_ACCREDITED: (
        409,
        "The organisation is not accredited.",
        "Accredit the organisation first, or enter the service as not accredited.",
    ),
    Hindrance.HAS_ACCREDITED_SERVICES: (
        409,
        "Services of this organisation are still accredited.",
        "Take the accreditation of its services away first: that ends the access of their people.",
    ),
    Hindrance.STAYS_IN_ITS_AREA: (
        409,
        "A service stays in its area.",
        "Enter a new service in the other area and move its people there.",
    ),
    Hindrance.UNKNOWN_SERVICE: (409, "There is no such service.", "Enter the service first."),
    Hindrance.UNKNOWN_SUPERVISOR: (409, "There is no such supervisor.", "Enter the supervisor first."),
    Hindrance.NOT_A_SUPERVISOR: (
        409,
        "The supervisor named is neither a supervisor nor an officer.",
        "Name somebody with one of these roles, or change that person's role first.",
    ),
    Hindrance.IS_SUSPENDED: (
        409,
        "This person's access is suspended.",
        "Restore it first, if it is to be restored.",
    ),
    Hindrance.NOT_WAITING: (
        409,
        "This file does not wait for anybody.",
        "See how it stands (fingerpost feed status).",
    ),
    Hindrance.UNKNOWN_OWNER: (
        409,
        "There is no such owner.",
        "Name somebody of the directory who answers for the feed; enter them first, if need be.",
    ),
    Hindrance.CLIENT_OF_ANOTHER_FEED: (
        409,
        "Another feed comes as this client.",
        "Give each feed a client of its own: who sends must say which service speaks.",
    ),
    Hindrance.STAYS_WITH_ITS_SERVICE: (
        409,
        "A feed stays with its service.",
        "Register another feed for the other service, and pause this one.",
    ),
}

DOUBTS: dict[Doubt, str] = {
    Doubt.MOBILE_NUMBER: "A mobile number goes home with one person. Give a number that a team answers.",
    Doubt.CLOSES_WITHOUT_ANOTHER_NUMBER: (
        "The number closes, and out of hours the same number is given. Give one that is answered then."
    ),
    Doubt.STANDING_HAS_RUN_OUT: "Vetting, training or agreement has run out: this person may do nothing yet.",
}

REFUSED = (
    403,
    "You may not do this.",
    "Ask whoever administers Fingerpost: administrators are named in the parameter Administrators, case "
    "systems are registered (fingerpost feed register).",
)
_REFUSED = {
    Refusal.FEED_PAUSED: (
        403,
        "This feed is paused: nothing that it sends is taken.",
        "Ask whoever administers Fingerpost why, and to resume it. Then send what is due again.",
    ),
    Refusal.NOT_GRANTED: (
        403,
        "This feed is not registered to do that.",
        "Ask whoever administers Fingerpost to grant it (fingerpost feed change --may), if it should.",
    ),
    Refusal.SERVICE_NOT_ACCREDITED: (
        403,
        "The service of this feed is not accredited, or not known.",
        "Ask whoever administers Fingerpost to accredit the service.",
    ),
}
CANNOT_ANSWER = (
    503,
    "Something this rests on does not answer.",
    "Nothing was changed. Send the same request with the same Idempotency-Key again in a minute.",
)
DONE_BEFORE = (
    409,
    "This very request was done before.",
    "What it made was shown then. Send another Idempotency-Key to do it anew.",
)


def refused(because: Refusal) -> tuple[int, str, str]:
    """Why somebody is refused here, and what to do."""
    return _REFUSED.get(because, REFUSED)


NOT_VALID = (422, "Something in the request cannot be used.", "Correct what is listed under errors.")
NO_SUCH_ROUTE = (
    404,
    "There is nothing at this address.",
    "See the OpenAPI document of /v1 for what there is.",
)
NOT_JSON = (415, "The body is not JSON.", "Send it as application/json.")
WRONG_METHOD = (405, "This address does not take that method.", "The header Allow names those it takes.")
FAILED = (
    500,
    "The request failed.",
    "Nothing is known of its outcome. Read the entry before sending it again.",
)
NO_CALLER = (403, "Nobody signed this request.", "Sign it with AWS Signature Version 4.")
NO_CONDITION = (
    428,
    "It is not said whether this is new or a change.",
    "Send If-None-Match: * to enter it, or the ETag you read as If-Match to change it.",
)
NOT_A_CONDITION = (
    400,
    "A request cannot enter and change at once.",
    "Send either If-None-Match: * or one ETag as If-Match.",
)
NO_TOKEN = (
    401,
    "There is no good access token.",
    "Get one from the token endpoint that /.well-known/oauth-authorization-server names; send it as Bearer.",
)
NO_SCOPE = (
    403,
    "The access token does not grant this.",
    "Ask for the scope that WWW-Authenticate names; the issuer must have granted it to your client.",
)
NO_ISSUER = (
    404,
    "This deployment takes no OAuth tokens.",
    "Sign with AWS Signature Version 4, or ask for the parameter OAuthIssuer to be set.",
)
