-- What Prisma makes of the models User, Course, Chapter, Lesson and Progress, without the columns that do not matter
-- here. DateTime is timestamp(3), without a zone; ids are UUIDs as text; names keep their capitals.

CREATE TABLE "user" (
    "id"            TEXT NOT NULL,
    "email"         TEXT NOT NULL,
    "name"          TEXT,
    "emailVerified" BOOLEAN NOT NULL,
    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Course" (
    "id"          TEXT NOT NULL,
    "title"       TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "coverImage"  TEXT,
    "price"       DOUBLE PRECISION NOT NULL DEFAULT 10,
    "isPublished" BOOLEAN NOT NULL DEFAULT false,
    "createdAt"   TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt"   TIMESTAMP(3) NOT NULL,
    "ownerId"     TEXT NOT NULL REFERENCES "user" ("id"),
    CONSTRAINT "Course_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Chapter" (
    "id"          TEXT NOT NULL,
    "title"       TEXT NOT NULL,
    "courseId"    TEXT NOT NULL REFERENCES "Course" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "isPublished" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt"   TIMESTAMP(3) NOT NULL,
    CONSTRAINT "Chapter_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Lesson" (
    "id"          TEXT NOT NULL,
    "title"       TEXT NOT NULL,
    "content"     TEXT NOT NULL,
    "chapterId"   TEXT NOT NULL REFERENCES "Chapter" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "position"    INTEGER NOT NULL,
    "isPublished" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt"   TIMESTAMP(3) NOT NULL,
    CONSTRAINT "Lesson_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Progress" (
    "id"        TEXT NOT NULL,
    "userId"    TEXT NOT NULL,
    "lessonId"  TEXT NOT NULL REFERENCES "Lesson" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "courseId"  TEXT NOT NULL REFERENCES "Course" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "completed" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "Progress_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Progress_userId_lessonId_key" ON "Progress" ("userId", "lessonId");

-- students User[] @relation("CourseEnrollments"): A is the course and B the user, in the order of the models' names.
-- Before Prisma 6 such a table has no primary key.
CREATE TABLE "_CourseEnrollments" (
    "A" TEXT NOT NULL REFERENCES "Course" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "B" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "_CourseEnrollments_AB_unique" ON "_CourseEnrollments" ("A", "B");
CREATE INDEX "_CourseEnrollments_B_index" ON "_CourseEnrollments" ("B");
